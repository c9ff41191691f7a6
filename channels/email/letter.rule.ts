import { createHash } from 'node:crypto'

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? character)

/** Plain text as simple HTML: paragraphs, line ends, addresses as links; everything else escaped. */
export const htmlOf = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((paragraph) => {
      const parts = paragraph.split(/(https?:\/\/[^\s<>"']+)/g)
      const linked = parts
        .map((part, index) =>
          index % 2 ? `<a href="${escaped(part)}">${escaped(part)}</a>` : escaped(part).replaceAll('\n', '<br>'),
        )
        .join('')
      return `<p>${linked}</p>`
    })
    .join('')

/** The same letter has the same Message-ID at every attempt, by which mail servers drop repeats. */
export const messageIdOf = (intent: string, from: string): string =>
  `<${createHash('sha256').update(intent).digest('hex').slice(0, 32)}@${from.split('@')[1] ?? 'lianke.invalid'}>`
