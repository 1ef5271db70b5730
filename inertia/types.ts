import type { JSONDataTypes } from '@adonisjs/core/types/transformers'
import type { Data } from '@generated/data'

export type InertiaProps<T extends JSONDataTypes = {}> = Data.SharedProps & T
