import { approvingStep, label, type ProcessNode } from '@lianke/kernel'
import type { ProcessScreen, ProcessStart } from '@lianke/ui/process'

const asks = (id: string, config: Record<string, unknown>, approved: string | null): ProcessNode => ({
  id,
  step: approvingStep,
  config: { mode: 'all', same: 'superior', empty: 'administrator', opinion: 'rejecting', returns: 'submitter', ...config },
  next: { approved, rejected: null },
})
/** The usual beginning: whoever leads the submitter agrees. */
const bySuperior: Pick<ProcessStart, 'graph' | 'trigger'> = {
  trigger: { on: 'manual' },
  graph: () => ({ entry: 'superior', nodes: [asks('superior', { who: 'superior', level: 1 }, null)] }),
}

/** Approvals on screen. */
export const approvalScreen: ProcessScreen = {
  kind: 'approval',
  starts: [],
  blank: bySuperior,
  help: label(
    '谁要先同意：折扣、合同、退款……审批中的记录不能被改动',
    'Who has to agree first: discounts, contracts, refunds. What waits for it stands still',
  ),
}
