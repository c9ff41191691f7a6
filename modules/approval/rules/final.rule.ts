import { approvingStep, isObject, listIn, textIn } from '@lianke/kernel'

type Final = 'approved' | 'rejected' | 'withdrawn' | 'cancelled'

/** Whether somebody would still have been asked: from where the run stands a way leads to a step that asks approvers, that one included. */
export const asksAhead = (graph: unknown, node: string | null): boolean => {
  const nodes = listIn(isObject(graph) ? graph.nodes : [], (one) =>
    textIn(one.id)
      ? { id: textIn(one.id), step: textIn(one.step), next: isObject(one.next) ? Object.values(one.next) : [] }
      : null,
  )
  const byId = new Map(nodes.map((one) => [one.id, one]))
  const seen = new Set<string | null>()
  const open: (string | null)[] = [node]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const at = byId.get(id)
    if (!at || seen.has(id)) continue
    if (at.step === approvingStep) return true
    seen.add(id)
    open.push(...at.next.map((to) => textIn(to)))
  }
  return false
}

/** How a run ended, as far as its request goes. */
interface EndOfRun {
  readonly reason: string | null
  /** What the last step that asked decided; null: nothing yet. */
  readonly decision: string | null
  /** Somebody would still have been asked. */
  readonly ahead: boolean
}

/** Why a run ends without any regard to what was decided. */
const gone: ReadonlySet<string> = new Set(['deleted', 'stopped', 'merged', 'taken_out', 'node_missing'])

/** How a request stands when its run has ended; null: it stays as it is, because the run may be tried again. Nobody's consent is taken for given. */
export const finalStatus = ({ reason, decision, ahead }: EndOfRun): Final | null => {
  const decided: Final = decision === 'rejected' || decision === 'timeout' ? 'rejected' : 'approved'
  if (reason === 'withdrawn') return 'withdrawn'
  if (reason === 'completed') return decided
  // What was decided stands, even where a step after it could not be done.
  if (reason === 'failed') return ahead || decision === null ? null : decided
  if (reason === null || gone.has(reason)) return 'cancelled'
  // Its goal, its exit, or a reason that a step of the drawing gives.
  return ahead || decision === null ? 'cancelled' : decided
}
