import type { Label } from '@lianke/kernel'
import type { Words } from '../i18n/i18n.ts'
import type { Outcome } from './runs.ts'
import { type CommandRequest, fillWords } from './target.ts'

export interface Speech {
  readonly w: Words
  readonly text: (label: Label | undefined) => string
  readonly language: string
}

/** What an act came to, in its own words. */
export const sayOutcome = (
  { w, text, language }: Speech,
  { command, target }: CommandRequest,
  { run, answer }: Outcome,
): string => {
  const title = target.kind === 'records' ? (target.title ?? '') : ''
  const { done } = command
  const single = target.kind === 'records' && target.ids.length === 1
  const said = done
    ? fillWords((single && done.one) || done.words, language, { title, n: run?.changed ?? 1, ...answer })
    : w('command.done', { act: text(command.label) })
  return run && run.refused > 0 ? w('command.done_some', { said, n: run.refused }) : said
}
