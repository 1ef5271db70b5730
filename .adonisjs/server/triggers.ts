export const triggers = {
  DiceCritical: () => import('#triggers/dice_critical_trigger'),
  Manual: () => import('#triggers/manual_trigger'),
}
