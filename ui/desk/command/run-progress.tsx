import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useEffect } from 'react'
import { apiBase } from '../../base/client/request.ts'
import { useToast } from '../../base/feedback/toast.tsx'
import { useText, useWords } from '../../base/i18n/i18n.ts'
import { Icon } from '../../base/icons/icon.tsx'
import { moveRun, useRun } from '../../base/command/runs.ts'
import { sayUndone } from '../../base/command/say-outcome.ts'
import type { CommandRequest } from '../../base/command/target.ts'

/** A run that goes on in the background: how far it is, how to stop it, what was left out, the way back. */
export const RunProgress = ({ id, asked, close }: { readonly id: string; readonly asked: CommandRequest; close(): void }) => {
  const w = useWords()
  const text = useText()
  const toast = useToast()
  const client = useQueryClient()
  const { data: run, refetch } = useRun(id)
  const act = text(asked.command.label)
  const going = !run || run.status === 'running' || run.status === 'undoing'
  useEffect(() => {
    if (!going)
      void client.invalidateQueries({ predicate: ({ queryKey }) => !['meta', 'me', 'command-run'].includes(String(queryKey[0])) })
  }, [going, client])
  const move = (how: 'cancel' | 'undo') => moveRun(id, how).then(() => refetch(), toast.failed)
  const said = !run
    ? act
    : run.status === 'undone'
      ? sayUndone({ w, text }, asked.command, run)
      : run.status === 'cancelled'
        ? w('command.cancelled', { act, done: run.changed })
        : run.status === 'failed'
          ? w('command.failed', { act })
          : going
            ? w('command.running', { act, done: run.done, total: run.total })
            : run.refused > 0
              ? w('command.done_some', { said: w('command.done', { act }), n: run.refused })
              : w('command.done', { act })
  return (
    <section className="lk-run" aria-live="polite" aria-label={act}>
      <div className="lk-run-head">
        <span className="lk-grow">{said}</span>
        {going ? null : (
          <button type="button" className="lk-icon-button small" aria-label={w('common.close')} onClick={close}>
            <Icon name="close" size={14} />
          </button>
        )}
      </div>
      {going ? <progress value={run?.done ?? 0} max={run?.total ?? 1} aria-label={act} /> : null}
      {run?.problem ? <p className="lk-field-problem">{run.problem}</p> : null}
      <div className="lk-row" style={{ gap: 4 }}>
        {run?.status === 'running' ? (
          <Button size="small" type="text" onClick={() => void move('cancel')}>
            {w('command.stop')}
          </Button>
        ) : null}
        {!going && run && run.refused > 0 ? (
          <a href={`${apiBase}/command-runs/${id}/report`} download>
            {w('command.report')}
          </a>
        ) : null}
        {!going && run && run.status !== 'undone' && run.undo && run.changed > 0 ? (
          <Button size="small" type="text" onClick={() => void move('undo')}>
            {w('toast.undo')}
          </Button>
        ) : null}
      </div>
    </section>
  )
}
