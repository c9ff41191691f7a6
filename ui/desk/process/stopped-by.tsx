import { isObject, label, textIn } from '@lianke/kernel'
import { useModelWords, useText } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { useProcessWords } from './use-process-words.ts'
import { useBench } from './use-workbench.ts'

/** Why a process stopped itself, and at which step; what is wrong is put right there, then it goes on. */
export const StoppedBy = () => {
  const text = useText()
  const said = useModelWords()
  const words = useProcessWords()
  const { row, draft, select } = useBench()
  const { stopped } = row
  if (row.status !== 'stopped' || !isObject(stopped)) return null
  const node = draft.graph.nodes.find(({ id }) => id === stopped.node)
  return (
    <p className="lk-process-stopped" role="alert">
      <Icon name="alert-triangle" size={15} />
      <span>
        {text(label('已停止：{reason}', 'Stopped: {reason}'), {
          reason: said(
            `refusal.${textIn(stopped.code) ?? 'server.failed'}`,
            isObject(stopped.params) ? { ...stopped.params } : {},
          ),
        })}
      </span>
      {node ? (
        <button type="button" className="lk-plain" onClick={() => select(node.id)}>
          {words.step(node.step)}
        </button>
      ) : null}
    </p>
  )
}
