import { inject } from '@adonisjs/core'
import { BaseCommand, flags } from '@adonisjs/core/ace'
import type { CommandOptions } from '@adonisjs/core/types/ace'
import { ListAccounts, type ListedAccount } from '#channels/accounts/list_accounts'

const WELL = 0
const SOMETHING_TO_DO = 1
const COULD_NOT_LOOK = 2

/** How each account stands with Twitch. Shows no token, asks Twitch nothing, changes nothing. */
export default class TwitchAccounts extends BaseCommand {
  static commandName = 'twitch:accounts'
  static description =
    'List the accounts with Twitch: state, permissions, age of the tokens, problems'
  static options: CommandOptions = { startApp: true }
  static help = [
    'Exits with 0 when all is well, 1 when somebody has to do something, 2 when it could not look.',
  ]

  @flags.boolean({ description: 'End with one line of JSON' })
  declare json: boolean

  @inject()
  async run(list: ListAccounts) {
    try {
      const accounts = await list.execute()
      this.exitCode = accounts.some(({ problems }) => problems.length > 0) ? SOMETHING_TO_DO : WELL
      if (this.json) {
        process.stdout.write(`${JSON.stringify({ accounts })}\n`)
      } else {
        this.#print(accounts)
      }
    } catch (error) {
      this.exitCode = COULD_NOT_LOOK
      const reason = error instanceof Error ? error.message : String(error)
      if (this.json) {
        process.stdout.write(`${JSON.stringify({ error: reason })}\n`)
      } else {
        this.logger.error(`The accounts could not be listed: ${reason}`)
      }
    }
  }

  #print(accounts: ListedAccount[]) {
    const table = this.ui.table()
    table.head(['login', 'state', 'in use', 'token age', 'ends in', 'validated'])
    for (const account of accounts) {
      table.row([
        account.login,
        account.state,
        account.features.join(', ') || '-',
        since(account.issuedAt),
        until(account.expiresAt),
        since(account.validatedAt, ' ago'),
      ])
    }
    table.render()

    for (const { login, scopes } of accounts) {
      this.logger.log(`${login} allows ${scopes.join(', ') || 'nothing'}`)
    }

    for (const { login, problems } of accounts) {
      problems.forEach((problem) => this.logger.warning(`${login}: ${problem}`))
    }
    const troubled = accounts.filter(({ problems }) => problems.length > 0).length
    this.logger.info(`${accounts.length} account(s), ${troubled} with something to do.`)
  }
}

function since(time: Date | null, word = ''): string {
  return time === null ? '-' : `${duration(Date.now() - time.getTime())}${word}`
}

function until(time: Date | null): string {
  if (time === null) {
    return '-'
  }
  const left = time.getTime() - Date.now()
  return left > 0 ? duration(left) : 'ended'
}

function duration(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000))
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
}
