import { ProcessesPage } from '@lianke/ui/process'
import { approvalScreen } from './approval-screen.ts'

/** All approvals: of what, who submits, how many are under way. */
const ApprovalsPage = () => <ProcessesPage screen={approvalScreen} />
export default ApprovalsPage
