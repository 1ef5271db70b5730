export const actions = {
  ChatMessage: () => import('#actions/chat_message_action'),
  Custom: () => import('#actions/custom_action'),
  DiceInvert: () => import('#actions/dice_invert_action'),
  PlaySound: () => import('#actions/play_sound_action'),
  RunMacro: () => import('#actions/run_macro_action'),
  StatModify: () => import('#actions/stat_modify_action'),
  StatusEffect: () => import('#actions/status_effect_action'),
  TreasureDrop: () => import('#actions/treasure_drop_action'),
}
