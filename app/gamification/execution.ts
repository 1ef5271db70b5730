import { ExecutionSchema } from '#database/schema'

/**
 * The one execution of an instance's action. Read only, like the instance.
 */
export default class Execution extends ExecutionSchema {
  static selfAssignPrimaryKey = true
  static primaryKey = 'instanceId'

  declare status: 'pending' | 'done' | 'failed' | 'uncertain'
}
