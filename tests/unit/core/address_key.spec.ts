import { test } from '@japa/runner'
import { addressKey } from '#core/throttle/address_key'

test.group('Whom a limit by address counts', () => {
  test('{ip} as {key}')
    .with([
      { ip: '192.0.2.7', key: '192.0.2.7' },
      { ip: '::ffff:192.0.2.7', key: '192.0.2.7' },
      { ip: '2001:db8:1:2:3:4:5:6', key: '2001:db8:1:2' },
      { ip: '2001:0DB8:0001:0002::9', key: '2001:db8:1:2' },
      { ip: '2001:db8::1', key: '2001:db8:0:0' },
      { ip: 'fe80::1%eth0', key: 'fe80:0:0:0' },
      { ip: '::1', key: '0:0:0:0' },
    ])
    .run(({ assert }, { ip, key }) => {
      assert.equal(addressKey(ip), key)
    })
})
