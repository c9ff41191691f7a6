import { piecesOf } from '../../rules/mentioned.rule.ts'
import type { Said } from './use-talk.ts'

/** The text of a comment, whom it mentions set off. */
export const SaidBody = ({ said }: { readonly said: Said }) => {
  const names = said.mentions.flatMap(({ title }) => title ?? [])
  return (
    <p className="lk-talk-body">
      {piecesOf(said.body, names).map(({ text, mention, from }) =>
        mention ? (
          <span key={from} className="lk-talk-name">
            {text}
          </span>
        ) : (
          text
        ),
      )}
    </p>
  )
}
