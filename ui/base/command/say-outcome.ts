import type { Label } from '@lianke/kernel'
import type { Words } from '../i18n/i18n.ts'
import type { Outcome, Run } from './runs.ts'
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

/** What became of an act that was taken back, and how many records have gone on since and stay. */
export const sayUndone = (
  { w, text }: Pick<Speech, 'w' | 'text'>,
  { label }: Pick<CommandRequest['command'], 'label'>,
  { restored, kept }: Pick<Run, 'restored' | 'kept'>,
): string => w('command.undone', { act: text(label), n: restored }) + (kept > 0 ? w('command.undone_kept', { n: kept }) : '')
