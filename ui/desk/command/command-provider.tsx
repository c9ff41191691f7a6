import { createContext, Fragment, type ReactNode, Suspense, useCallback, useContext, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { useToast } from '../../base/feedback/toast.tsx'
import { RunProgress } from './run-progress.tsx'
import { type Outcome, sendCommand } from '../../base/command/runs.ts'
import type { CommandRequest } from '../../base/command/target.ts'
import { TypedAhead } from '../../base/keys/typed-ahead.tsx'
import { firstValues, missingInputs, wireValues } from '../../base/command/values.ts'
import { useDialogOf } from './dialog-of.tsx'
import { useFinish } from './use-finish.ts'

const Context = createContext<(request: CommandRequest) => void>(() => undefined)

/** Starts an act from anywhere: asks what it needs, does at once what asks nothing and can be taken back. */
export const useStartCommand = () => useContext(Context)

/** Is there anything to ask or to warn of? */
const asks = ({ command, target, values }: CommandRequest): boolean =>
  (Object.keys(command.fields).length > 0 && (!values || missingInputs(command.fields, values).length > 0)) ||
  command.danger ||
  target.kind === 'filter' ||
  // Many at once are not done by a slip of the hand.
  (target.kind === 'records' && target.ids.length > 1 && !command.undo)

interface Watched {
  readonly id: string
  readonly asked: CommandRequest
}

/** The one dialog of acts, and the runs that go on in the background. */
export const CommandProvider = ({ children }: { readonly children: ReactNode }) => {
  const toast = useToast()
  const client = useQueryClient()
  const finish = useFinish()
  const dialogOf = useDialogOf()
  const [asked, setAsked] = useState<(CommandRequest & { key: number }) | null>(null)
  const [watched, setWatched] = useState<readonly Watched[]>([])
  const finished = useCallback(
    (request: CommandRequest, outcome: Outcome) => {
      setAsked(null)
      request.done?.()
      const { run } = outcome
      const watch = run !== null && (run.status === 'running' || run.refused > 0) ? run : null
      if (watch) setWatched((old) => [...old, { id: watch.id, asked: request }])
      if (!watch) finish(request, outcome)
    },
    [finish],
  )
  const start = useCallback(
    (request: CommandRequest) => {
      if (asks(request)) return setAsked({ ...request, key: Date.now() })
      sendCommand(request, request.values ? wireValues(request.command.fields, firstValues(request)) : {}, crypto.randomUUID())
        .then(async (outcome) => {
          finished(request, outcome)
          await client.invalidateQueries({ predicate: ({ queryKey }) => !['meta', 'me'].includes(String(queryKey[0])) })
        })
        .catch(toast.failed)
    },
    [finished, client, toast],
  )
  const Dialog = asked ? dialogOf(asked.command) : null
  return (
    <Context value={start}>
      {children}
      {asked && Dialog ? (
        <Fragment key={asked.key}>
          <TypedAhead />
          <Suspense>
            <Dialog asked={asked} close={() => setAsked(null)} finished={(outcome) => finished(asked, outcome)} />
          </Suspense>
        </Fragment>
      ) : null}
      {watched.length > 0 ? (
        <div className="lk-runs">
          {watched.map(({ id, asked: about }) => (
            <RunProgress key={id} id={id} asked={about} close={() => setWatched((old) => old.filter((one) => one.id !== id))} />
          ))}
        </div>
      ) : null}
    </Context>
  )
}
