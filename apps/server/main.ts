import { codeOfError, messageOfError } from '@lianke/kernel/plain'
import { BadConfig, readConfig } from '@lianke/platform/runtime'
import { parseArgs } from 'node:util'
import { commands } from './commands/index.ts'

const [word = 'help', ...rest] = process.argv.slice(2)
const command = commands.find(({ name }) => name === word)

/** Every option is given once: none of ours takes a list. */
const isSingle = (given: [string, unknown]): given is [string, string | boolean] =>
  ['string', 'boolean'].includes(typeof given[1])

const help = () => {
  console.log('lianke <command>\n')
  for (const { name, use, says } of commands) console.log(`  ${`${name} ${use}`.padEnd(44)} ${says}`)
}

if (!command) {
  help()
  if (word !== 'help' && word !== '--help') {
    console.error(`\nThere is no command "${word}".`)
    process.exitCode = 2
  }
} else {
  try {
    const { values, positionals } = parseArgs({ args: rest, options: command.options ?? {}, allowPositionals: true })
    const done = await (await command.load()).run({
      config: readConfig(process.env, { makeSecret: !command.oldSecret }),
      options: Object.fromEntries(Object.entries(values).filter(isSingle)),
      words: positionals,
    })
    if (done === 'exit') process.exit()
  } catch (problem) {
    const known = problem instanceof BadConfig || codeOfError(problem)?.startsWith('ERR_PARSE_ARGS')
    console.error(known || process.env.LIANKE_LOG !== 'debug' ? `lianke ${word}: ${messageOfError(problem)}` : problem)
    process.exit(1)
  }
}
