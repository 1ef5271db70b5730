export const actions = {
  ChatMessage: () => import('#actions/chat_message_action'),
  DiceInvert: () => import('#actions/dice_invert_action'),
}
