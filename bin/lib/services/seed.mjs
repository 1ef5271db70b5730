/**
 * Makes the demo campaign unless it is there. The command's last line is JSON whose `links` are worth opening.
 *
 * @returns {Promise<{ label: string, url: string }[]>}
 */
export async function seedDemo(progress, runner, env) {
  let links = []
  await progress.step('Preparing the demo campaign', async () => {
    const output = await runner.ace(['demo:seed', '--json'], env)
    const last = output.trim().split('\n').at(-1) ?? ''
    links = JSON.parse(last).links
  })
  return links
}
