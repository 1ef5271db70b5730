import { inject } from '@adonisjs/core'
import { errors } from '@vinejs/vine'
import { storableInput } from '#core/storable_input'
import { CheckHandlers } from '#gamification/events/check_handlers'
import {
  type CampaignFile,
  campaignFileValidator,
  type EventInFile,
} from '#gamification/portable/campaign_file'

/**
 * Reads a file from anywhere, whole or not at all: every value is checked as if it had
 * been typed into the forms, the settings by their handlers.
 */
@inject()
export class ReadCampaignFile {
  constructor(private checkHandlers: CheckHandlers) {}

  /** @throws E_VALIDATION_ERROR 422 with the paths of all values that are refused */
  async execute(text: string): Promise<CampaignFile> {
    const file = await campaignFileValidator.validate(storableInput(parse(text)))
    const faults: object[] = []
    const events: EventInFile[] = []

    for (const [index, event] of file.events.entries()) {
      try {
        events.push({ ...event, ...(await this.checkHandlers.execute(event)) })
      } catch (error) {
        faults.push(...faultsAt(`events.${index}`, error))
      }
    }

    if (faults.length > 0) {
      throw new errors.E_VALIDATION_ERROR(faults)
    }
    return { ...file, events }
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    const message = 'This is no file of Crowdcrit’s: it cannot be read as JSON.'
    throw new errors.E_VALIDATION_ERROR([{ field: 'file', message, rule: 'json' }])
  }
}

function faultsAt(path: string, error: unknown): object[] {
  if (!(error instanceof errors.E_VALIDATION_ERROR)) {
    throw error
  }
  const faults: { field: string }[] = error.messages
  return faults.map((fault) => ({ ...fault, field: `${path}.${fault.field}` }))
}
