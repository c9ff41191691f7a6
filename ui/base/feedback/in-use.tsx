import type { Use } from '@lianke/kernel'
import { fieldUse, sharingRuleUse, webhookUse } from '@lianke/kernel'
import { useModel } from '../client/meta.ts'
import type { Problem } from '../client/request.ts'
import { useText, useWords } from '../i18n/i18n.ts'
import { recordPath } from '../client/peek.ts'

/** The uses that a refusal to delete names. */
export const usesOfProblem = ({ code, extra }: Problem): readonly Use[] =>
  code === 'definition.in_use' && Array.isArray(extra.uses) ? extra.uses : []

/** Where something is used: objects with their number, and the records that may be seen, each a way to it. */
export const UsesList = ({ uses }: { readonly uses: readonly Use[] }) => {
  const w = useWords()
  const text = useText()
  const model = useModel()
  const nameOf = (object: string) => {
    if (object === sharingRuleUse) return w('uses.sharing_rule')
    if (object === fieldUse) return w('uses.field')
    if (object === webhookUse) return w('uses.webhook')
    const known = model.object(object)
    return known ? text(known.plural ?? known.label) : object
  }
  return (
    <ul className="lk-uses">
      {uses.map(({ object, via, count, capped, records }) => (
        <li key={`${object} ${via}`}>
          <strong>{nameOf(object)}</strong> <span className="lk-muted">{capped ? `${count}+` : count}</span>
          <ul>
            {records.map(({ id, title }) => (
              <li key={id}>{model.object(object) ? <a href={recordPath(object, id)}>{title ?? id}</a> : (title ?? id)}</li>
            ))}
            {count > records.length && records.length > 0 ? <li className="lk-muted">…</li> : null}
          </ul>
        </li>
      ))}
    </ul>
  )
}
