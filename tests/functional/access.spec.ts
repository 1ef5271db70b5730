import { randomUUID } from 'node:crypto'
import { test } from '@japa/runner'
import { emptyDatabase } from '#tests/support/database'
import type { ApiClient } from '@japa/api-client'
import router from '@adonisjs/core/services/router'
import User from '#accounts/user'
import Campaign from '#campaigns/campaign'
import type { CampaignRole } from '#campaigns/campaign_role'
import { type Access, type DeclaredRoute, declaredRoutes } from '#core/access'

const MEMBERS_ONLY: Partial<Record<Access, { refused: CampaignRole[]; admitted: CampaignRole[] }>> =
  {
    member: { refused: [], admitted: ['owner', 'co_gm', 'streamer'] },
    gm: { refused: ['streamer'], admitted: ['owner', 'co_gm'] },
    owner: { refused: ['streamer', 'co_gm'], admitted: ['owner'] },
    campaign_streamer: { refused: ['owner', 'co_gm'], admitted: ['streamer'] },
  }

const CAMPAIGN = ['member', 'gm', 'owner', 'campaign_streamer'] as const

class Stage {
  declare campaign: Campaign
  users: Partial<Record<CampaignRole, User>> = {}
  declare stranger: User

  async set() {
    this.campaign = await Campaign.create({
      name: 'The Sunken Crown',
      description: '',
      visibility: 'members',
      fallbackViewers: 10,
    })
    for (const role of ['owner', 'co_gm', 'streamer'] as const) {
      const user = await User.create({ displayName: role })
      await this.campaign.related('members').create({ userId: user.id, role })
      this.users[role] = user
    }
    this.stranger = await User.create({ displayName: 'stranger' })
  }

  /** The address with the stage's campaign, its streamer, and ids that nobody has. */
  address(pattern: string): string {
    return pattern
      .replace(':campaignId', this.campaign.id)
      .replace(':streamerId', this.users.streamer?.id ?? '')
      .replace(/:[a-zA-Z]+\??/g, () => randomUUID())
      .replace('*', 'nothing')
  }

  async ask(client: ApiClient, route: DeclaredRoute, user?: User): Promise<number> {
    const path = this.address(route.pattern)
    const request = client
      .request(path, route.method)
      .accept('json')
      .redirects(0)
      .withCsrfToken()
      .header('connection', 'close')
    const response = await (user ? request.loginAs(user) : request)
    return response.status()
  }
}

const routes = declaredRoutes()
const declared = (...wanted: Access[]) => routes.filter(({ access }) => wanted.includes(access))
const isStream = ({ pattern }: DeclaredRoute) => pattern.endsWith('/stream')

test.group('Access: the list of routes', () => {
  /** As the router knows them, hence also what was never declared. */
  const known = () => Object.values(router.toJSON()).flat()

  test('every route has a name of its own and says who may use it', ({ assert }) => {
    const names = known().map(({ name }) => name ?? '')

    assert.isAbove(names.length, 30)
    assert.notInclude(names, '')
    assert.equal(new Set(names).size, names.length, 'two routes share a name')
    assert.sameMembers(
      names,
      routes.map(({ name }) => name)
    )
  })

  test('Transmit has no route of its own', ({ assert }) => {
    assert.notInclude(JSON.stringify(known().map(({ pattern }) => pattern)), '__transmit')
  })
})

test.group('Access: refusals', (group) => {
  const stage = new Stage()

  group.setup(async () => {
    await emptyDatabase()
    await stage.set()
    return () => emptyDatabase()
  })

  for (const route of declared('signed_in', 'admin', 'streamer', ...CAMPAIGN)) {
    test(`${route.method} ${route.pattern} is not for whoever has not signed in`, async ({
      client,
      assert,
    }) => {
      assert.equal(await stage.ask(client, route), 401)
    })
  }

  for (const route of declared('streamer', ...CAMPAIGN)) {
    test(`${route.method} ${route.pattern} does not exist for a stranger`, async ({
      client,
      assert,
    }) => {
      assert.equal(await stage.ask(client, route, stage.stranger), 404)
    })
  }

  for (const route of declared(...CAMPAIGN)) {
    for (const role of MEMBERS_ONLY[route.access]?.refused ?? []) {
      test(`${route.method} ${route.pattern} is refused to a ${role}`, async ({
        client,
        assert,
      }) => {
        assert.equal(await stage.ask(client, route, stage.users[role]), 403)
      })
    }
  }

  for (const route of declared('streamer')) {
    test(`${route.method} ${route.pattern} does not exist for another member`, async ({
      client,
      assert,
    }) => {
      assert.equal(await stage.ask(client, route, stage.users.co_gm), 404)
    })
  }

  for (const route of declared('admin')) {
    test(`${route.method} ${route.pattern} is refused to whoever does not administrate`, async ({
      client,
      assert,
    }) => {
      assert.equal(await stage.ask(client, route, stage.users.owner), 403)
    })
  }

  for (const route of declared('overlay_key', 'foundry_token')) {
    for (const header of [undefined, 'Bearer wrong', 'Basic d3Jvbmc6d3Jvbmc=']) {
      test(`${route.method} ${route.pattern} refuses ${header ?? 'no secret'}`, async ({
        client,
        assert,
      }) => {
        const request = client.request(stage.address(route.pattern), route.method).accept('json')
        const response = await (header ? request.header('authorization', header) : request)
        assert.equal(response.status(), 401)
      })
    }
  }

  for (const route of declared('demo')) {
    test(`${route.method} ${route.pattern} does not exist outside a demo`, async ({
      client,
      assert,
    }) => {
      assert.equal(await stage.ask(client, route), 404)
    })
  }
})

/** A refusal means something only where the right person is let in. */
test.group('Access: admissions', (group) => {
  const stage = new Stage()

  group.each.setup(async () => {
    await emptyDatabase()
    await stage.set()
  })

  for (const route of declared(...CAMPAIGN).filter((one) => !isStream(one))) {
    for (const role of MEMBERS_ONLY[route.access]?.admitted ?? []) {
      test(`${route.method} ${route.pattern} lets a ${role} in`, async ({ client, assert }) => {
        const status = await stage.ask(client, route, stage.users[role])
        assert.notInclude([401, 403, 500], status)
      })
    }
  }
})
