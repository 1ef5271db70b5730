import { test } from '@japa/runner'
import { Candidacy } from '../../../foundry_module/src/bridge/candidacy.ts'
import { LeaseWatch } from '../../../foundry_module/src/bridge/lease_watch.ts'
import { documentIdOf, newId } from '../../../foundry_module/src/new_id.ts'
import { isMixedContent, toServerUrl } from '../../../foundry_module/src/bridge/server_url.ts'
import { ServerClock } from '../../../foundry_module/src/bridge/server_clock.ts'
import * as read from '../../../foundry_module/src/bridge/read_answers.ts'
import { unzip } from '../../../simulators/tabletop/unzip.ts'
import { writeZip } from '../../../foundry_module/zip.ts'

test.group('Server address', () => {
  test('is made regular', ({ assert }) => {
    assert.equal(toServerUrl(' https://crowdcrit.example/ '), 'https://crowdcrit.example')
    assert.equal(toServerUrl('crowdcrit.example'), 'https://crowdcrit.example')
    assert.equal(toServerUrl('localhost:3333'), 'http://localhost:3333')
    assert.equal(toServerUrl('https://a.b/crit//'), 'https://a.b/crit')
  })

  test('is a web address or nothing', ({ assert }) => {
    for (const typed of [
      '',
      'javascript:alert(1)',
      'file:///etc',
      'https://user:pw@a.b',
      'http://',
    ]) {
      assert.isNull(toServerUrl(typed), typed)
    }
  })

  test('plain http is out of reach from https, save on the same machine', ({ assert }) => {
    assert.isTrue(isMixedContent('https:', 'http://crowdcrit.example'))
    assert.isFalse(isMixedContent('https:', 'http://127.0.0.1:3333'))
    assert.isFalse(isMixedContent('https:', 'https://crowdcrit.example'))
    assert.isFalse(isMixedContent('http:', 'http://crowdcrit.example'))
  })
})

test.group('The server’s clock', () => {
  const at = (seconds: number) => Date.UTC(2030, 0, 1, 20) + seconds * 1000
  const told = (seconds: number) => new Date(at(seconds)).toISOString()

  test('an answer that was long on its way does not turn it back', ({ assert }) => {
    const clock = new ServerClock()
    clock.adjust(told(100), at(0), at(0.1))
    assert.equal(clock.toServerTime(at(0)), at(99.9))
    clock.adjust(told(110), at(10), at(40))
    assert.equal(clock.toServerTime(at(40)), at(139.9))
    // Nor do news that a page hears after it has slept.
    clock.adjust(told(120), undefined, at(300))
    assert.equal(clock.toServerTime(at(300)), at(399.9))
  })

  test('follows when either clock is put right', ({ assert }) => {
    const clock = new ServerClock()
    clock.adjust(told(100), at(0), at(1))
    clock.adjust(told(50), at(10), at(11))
    assert.equal(clock.toServerTime(at(11)), at(51))
    clock.adjust(told(500), at(12), at(13))
    assert.equal(clock.toServerTime(at(13)), at(500))
    clock.adjust('never', at(14), at(15))
    assert.equal(clock.toServerTime(at(13)), at(500))
  })
})

test.group('Who asks for the lease', () => {
  const nobody = { held: false, fencing: 1, holder: null, ttl: 0 }

  test('the chosen GM at once, another one when nobody is in charge for a while', ({
    assert,
    cleanup,
  }) => {
    const realNow = Date.now
    let now = 1_000_000
    Date.now = () => now
    cleanup(() => void (Date.now = realNow))
    const lease = new LeaseWatch()
    let isChosen = true
    let isAtWork = false
    const candidacy = new Candidacy({ isCandidate: () => isChosen }, lease, () => isAtWork)
    assert.isTrue(candidacy.isCandidate())

    isChosen = false
    now += 60_000
    assert.isFalse(candidacy.isCandidate(), 'nothing was heard yet')
    lease.take(nobody, now)
    now += 29_000
    lease.take(nobody, now)
    assert.isFalse(candidacy.isCandidate())
    now += 1_000
    assert.isTrue(candidacy.isCandidate())
    lease.take({ ...nobody, held: true, ttl: 60 }, now)
    assert.isTrue(candidacy.isCandidate(), 'it goes on')

    lease.take({ ...nobody, holder: 'Second GM', ttl: 60 }, now)
    assert.isFalse(candidacy.isCandidate())
    now += 30_000
    lease.take(nobody, now)
    assert.isFalse(candidacy.isCandidate(), 'it waits anew')

    isAtWork = true
    assert.isFalse(candidacy.isCandidate(), 'it works for nothing')
    lease.take({ ...nobody, held: true, ttl: 60 }, now)
    assert.isTrue(candidacy.isCandidate(), 'it finishes what it is at')
    isAtWork = false
    assert.isFalse(candidacy.isCandidate())
  })
})

test.group('Answers of the server', () => {
  const lease = { held: true, fencing: 3, holder: null, ttl: 60 }
  const basics = { serverTime: '2030-01-01T20:00:00Z', head: 4, paused: false, lease }

  test('are read field by field', ({ assert }) => {
    assert.deepEqual(read.heartbeat({ ...basics, extra: 1 }), basics)
    assert.isNull(read.heartbeat({ ...basics, serverTime: 'now' }))
    assert.isNull(read.heartbeat({ ...basics, lease: null }))
    assert.isNull(read.hello(basics))
    assert.isNull(
      read.pairStart({ device_code: 'a', user_code: 'b', verification_uri: 'javascript:1' })
    )
  })

  test('of a config what is known is kept', ({ assert }) => {
    const eventId = '0191d0aa-0000-7000-8000-000000000001'
    assert.deepEqual(
      read.moduleConfig({
        manualTriggers: [
          { eventId, name: '<b>Roar</b>\u202E' },
          { eventId: '<img>', name: 'No' },
          { name: 'No' },
          null,
        ],
        switchedOff: ['sound.play', 'command.undo', 'dance.jig', 7],
      }),
      {
        rollMaxAge: 120,
        rollRules: [],
        manualTriggers: [{ eventId, name: '<b>Roar</b>' }],
        switchedOff: ['sound.play'],
      }
    )
    assert.isNull(read.about({ app: 'crowdcrit' }))
    assert.isNull(read.about({ app: 'other', serverTime: basics.serverTime }))
  })

  test('a command of a later server is kept, to be answered', ({ assert }) => {
    const answer = read.commands({
      ...basics,
      commands: [
        { id: 'a-1', seq: 1, type: 'world.flood', v: 9, payload: { x: 1 } },
        { id: 'a<1', seq: 2, type: 'chat.send' },
        { seq: 3 },
        null,
      ],
    })
    assert.lengthOf(answer?.commands ?? [], 1)
    assert.deepInclude(answer?.commands[0], { type: 'world.flood', v: 9, expiresAt: '' })
  })
})

test.group('Ids', () => {
  test('are uuids without the help of a secure context', ({ assert }) => {
    assert.match(newId(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    assert.match(documentIdOf(newId()), /^[a-z0-9]{16}$/)
  })
})

test.group('Archive', () => {
  test('is the same for the same files, and can be unpacked', ({ assert }) => {
    const entries = [
      { path: 'module.json', content: Buffer.from('{"id":"crowdcrit"}') },
      { path: 'lang/en.json', content: Buffer.from('é'.repeat(1000)) },
    ]
    const zip = writeZip(entries)
    assert.isTrue(zip.equals(writeZip([...entries].reverse())))
    assert.equal(unzip(zip).get('lang/en.json')?.toString(), 'é'.repeat(1000))
    assert.equal(unzip(zip).size, 2)
  })
})
