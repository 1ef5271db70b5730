import type { Assert } from '@japa/assert'
import { test } from '@japa/runner'
import type { BrowserContext, Locator, Page } from 'playwright'
import { forgetLimits } from '#tests/functional/foundry/support'
import { Screen } from '#tests/support/browser'
import { emptyDatabase } from '#tests/support/database'
import { createStage, testSql, type TestStage } from '#tests/support/fixtures'
import { Keyboard } from '#tests/support/keyboard'
import { answering } from '#tests/support/screens/answering_table'
import { signIn } from '#tests/support/screens/sign_in'

const saved = async (name: string) => {
  const [row] = await testSql().run<Record<string, unknown>>(
    `SELECT trigger_id, trigger_settings, action_id, action_settings, kind, duration_seconds,
       approval_required, reward_colour, description
     FROM gamification_events WHERE name = $1`,
    [name]
  )
  return row
}

/** Exactly so; what has to be filled in has a star. */
const labelled = (name: string) =>
  new RegExp(`^${name.replace(/[{}]/g, (brace) => `\\${brace}`)}\\*?$`)

test.group('The event editor by keyboard alone', (group) => {
  let stage: TestStage
  let page: Page
  let screen: Screen
  let keyboard: Keyboard
  group.each.setup(async () => {
    await emptyDatabase()
    await forgetLimits()
    stage = await createStage(testSql())
    const { close } = await answering(stage)
    return close
  })

  const open = async (context: BrowserContext, assert: Assert, template: string) => {
    await signIn(context, { id: stage.ownerId })
    screen = await Screen.open(context, assert)
    page = screen.page
    keyboard = new Keyboard(page, assert)
    await screen.visit(`/campaigns/${stage.campaignId}/events/new?template=${template}`)
  }

  const button = (name: string, where: Page | Locator = page) =>
    where.getByRole('button', { name: labelled(name) })
  const combobox = (name: string) => page.getByRole('combobox', { name: labelled(name) })
  const radio = (name: string) => page.getByRole('radio', { name, exact: true })

  /** Into the group, and along it. */
  const choose = async (name: string, from: string, key?: 'ArrowRight') => {
    await keyboard.to(radio(from))
    for (let step = 0; step < 20 && !(await radio(name).isChecked()); step++) {
      await keyboard.along(key)
    }
    await keyboard.landsOn(radio(name))
  }
  /** Opens a list, goes to one of its options, takes it, and is back where it was. */
  const pick = async (list: Locator, option: string) => {
    await keyboard.to(list)
    await keyboard.press('Enter')
    const wanted = page.getByRole('option', { name: option, exact: true })
    await wanted.waitFor()
    for (let step = 0; step < 20; step++) {
      if ((await wanted.getAttribute('data-highlighted')) !== null) break
      await keyboard.press('ArrowDown')
    }
    await keyboard.press('Enter')
    await wanted.waitFor({ state: 'hidden' })
    await keyboard.landsOn(list)
  }
  const write = async (field: Locator, text: string) => {
    await keyboard.to(field)
    await keyboard.press('ControlOrMeta+a')
    await keyboard.type(text)
  }

  test('every kind of field is filled in, and the event is made', async ({
    browserContext,
    assert,
  }) => {
    await open(browserContext, assert, 'voice_of_the_crowd')

    await write(page.getByRole('textbox', { name: 'Name' }), 'By hand')
    await write(page.getByRole('textbox', { name: 'Description' }), 'Without a mouse')
    await choose('One goal for all channels', 'Each channel its own goal')
    await choose('Your own rule', 'GM button')
    await pick(combobox('Looks at'), 'a cheer')
    await choose('any of it holds', 'all of it holds', 'ArrowRight')

    // Rows come and go, and the focus goes along.
    const add = button('Add a condition')
    await keyboard.to(add)
    await keyboard.press('Enter')
    await keyboard.landsOn(combobox('Condition 1: what'))
    await write(page.getByRole('spinbutton', { name: 'Condition 1: number' }), '500')
    await keyboard.to(add)
    await keyboard.press('Space')
    await keyboard.landsOn(combobox('Condition 2: what'))
    await pick(combobox('Condition 2: what'), 'message')
    await pick(combobox('Condition 2: how'), 'contains')
    await write(page.getByRole('textbox', { name: 'Condition 2: text' }), 'luck')
    await keyboard.to(add)
    await keyboard.press('Enter')
    await keyboard.landsOn(combobox('Condition 3: what'))
    await keyboard.to(button('Condition 3: remove'))
    await keyboard.press('Enter')
    await keyboard.landsOn(button('Condition 2: remove'))
    await keyboard.to(button('Condition 1: remove'), 'Shift+Tab')
    await keyboard.press('Enter')
    await keyboard.landsOn(button('Condition 1: remove'))
    assert.equal(
      await page.getByRole('textbox', { name: 'Condition 1: text' }).inputValue(),
      'luck'
    )

    // A sequence: a list, pickers of the world, numbers, texts with variables.
    await choose('Several things', 'Message at the table')
    const addPart = button('Add a part')
    await keyboard.to(addPart)
    await keyboard.press('Enter')
    await keyboard.landsOn(combobox('Part 1'))
    await pick(combobox('Part 1'), 'Put on a condition')
    const first = page.locator('[data-step="1"]')
    await pick(button('On whom', first), 'Aria Thornwood')
    await pick(button('Condition', first), 'Prone')
    await keyboard.to(addPart)
    await keyboard.press('Enter')
    await keyboard.landsOn(combobox('Part 2'))
    await pick(combobox('Part 2'), 'Message at the table')
    const second = page.locator('[data-step="2"]')
    await write(second.getByRole('textbox', { name: 'Message' }), 'Ouch,')
    await keyboard.to(button('{who}', second))
    await keyboard.press('Enter')
    await keyboard.landsOn(button('{who}', second))
    await keyboard.to(button('Part 2: earlier'), 'Shift+Tab')
    await keyboard.press('Enter')
    await keyboard.landsOn(button('Part 1: later'))
    await keyboard.to(addPart)
    await keyboard.press('Enter')
    await keyboard.landsOn(combobox('Part 3'))
    await keyboard.to(button('Part 3: remove'))
    await keyboard.press('Space')
    await keyboard.landsOn(button('Part 2: remove'))

    await write(page.getByRole('spinbutton', { name: 'Time to fill it' }), '10')
    await pick(combobox('Time to fill it: unit'), 'hours')
    await keyboard.to(page.getByRole('switch', { name: 'Ask me before it happens' }))
    await keyboard.press('Space')
    await keyboard.to(button('Violet'))
    await keyboard.press('Enter')
    await screen.assertAccessible('by keyboard')

    await keyboard.to(button('Create event'))
    await keyboard.press('Enter')
    await page.getByText('“By hand” is made.').first().waitFor()
    assert.deepEqual(await saved('By hand'), {
      kind: 'group',
      description: 'Without a mouse',
      trigger_id: 'custom',
      trigger_settings: {
        source: 'cheer',
        match: 'any',
        conditions: [{ field: 'message', comparison: 'contains', value: 'luck' }],
      },
      action_id: 'custom',
      action_settings: {
        steps: [
          {
            actionId: 'chat_message',
            settings: { message: 'Ouch, {who}' },
            delaySeconds: 0,
          },
          {
            actionId: 'status_effect',
            settings: {
              actor: { id: 'aria', name: 'Aria Thornwood' },
              status: { id: 'prone', name: 'Prone' },
            },
            delaySeconds: 0,
          },
        ],
      },
      duration_seconds: 36_000,
      approval_required: true,
      reward_colour: '#7C3AED',
    })
    screen.assertClean('by keyboard')
  })

  test('the focus goes to what is missing, and is not lost to what goes away', async ({
    browserContext,
    assert,
  }) => {
    await open(browserContext, assert, 'fate_reversed')
    const name = page.getByRole('textbox', { name: 'Name' })
    await keyboard.to(name)
    await keyboard.press('ControlOrMeta+a', 'Backspace', 'Enter')
    await keyboard.landsOn(name)
    await keyboard.type('Twice the thunder')

    // Several of a list; what is chosen is taken back.
    const characters = button('Only of')
    await keyboard.to(characters)
    await keyboard.press('Enter')
    await page.getByRole('option', { name: 'Ada' }).waitFor()
    await keyboard.press('ArrowDown', 'Enter', 'Escape')
    await keyboard.landsOn(characters)
    await keyboard.to(button('Only of: no choice'))
    await keyboard.press('Enter')
    await keyboard.landsOn(characters)

    // What was filled in before the arrow keys passed by is still there.
    const message = page.getByRole('textbox', { name: 'Shown with the roll' })
    await write(message, 'Turned!')
    await keyboard.to(radio('Invert the roll'), 'Shift+Tab')
    await choose('Play a sound', 'Invert the roll')
    await choose('Invert the roll', 'Play a sound')
    assert.equal(await message.inputValue(), 'Turned!')

    await choose('Play a sound', 'Invert the roll')
    await keyboard.to(button('Create event'))
    await keyboard.press('Enter')
    await keyboard.landsOn(button('Sound'))
    await pick(button('Sound'), 'Storm: Thunder')
    await keyboard.to(button('Try it'))
    await keyboard.press('Enter')
    await page.getByText('Play a sound: The table can do it.').waitFor()
    await keyboard.landsOn(button('Try it'))
    screen.assertClean('what is missing')
  })
})
