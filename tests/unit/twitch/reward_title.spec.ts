import { test } from '@japa/runner'
import { fitTitle, uniqueTitle } from '#rewards/reward_title'

test.group('Reward titles', () => {
  test('are cut to 45 characters, not bytes', ({ assert }) => {
    assert.lengthOf([...fitTitle('🎲'.repeat(60))], 45)
    assert.equal(fitTitle('\u0000\u202e '), 'Crowdcrit')
  })

  test('get the first free number', ({ assert }) => {
    assert.equal(uniqueTitle('Twist', []), 'Twist')
    assert.equal(uniqueTitle('Twist', ['twist', 'TWIST (2)']), 'Twist (3)')
    assert.equal(uniqueTitle('Twist (2)', ['Twist', 'Twist (2)']), 'Twist (3)')
    const long = 'x'.repeat(45)
    assert.lengthOf(uniqueTitle(long, [long]), 45)
  })
})
