import { ProcessPage } from '@lianke/ui/process'
import { approvalScreen } from './approval-screen.ts'

/** One approval: who agrees in which order, the chosen step beside it, figures on every step. */
const ApprovalPage = () => <ProcessPage screen={approvalScreen} />
export default ApprovalPage
