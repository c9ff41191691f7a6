import { channelOfSource, type FactSource, type Label, label } from '@lianke/kernel'
import type { Model } from './model.ts'

const plain: Readonly<Record<string, Label>> = {
  page: label('网页', 'pages'),
  program: label('程序', 'programs'),
  house: label('系统自己', 'Lianke itself'),
}
const wordOf = (model: Model, source: FactSource): Label =>
  plain[source] ?? model.channels.get(channelOfSource(source) ?? '')?.label ?? label(source, source)
const joined = (words: readonly Label[]): Label =>
  label(words.map(({ zh }) => zh).join('、'), words.map(({ en }) => en).join(', '))

/** What a refusal says of who told an event and who may; `from` is absent for a name that nobody has defined. */
export const sourceWords = (model: Model, event: string, source: FactSource) => {
  const from = model.events.get(event)?.from
  return {
    event,
    source: wordOf(model, source),
    ...(from ? { from: joined(from.map((one) => wordOf(model, one))) } : {}),
  }
}
