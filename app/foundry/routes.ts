import '#foundry/bridge_routes'
