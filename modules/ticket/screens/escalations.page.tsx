import { ProcessesPage } from '@lianke/ui/process'
import { escalationScreen } from './escalation-screen.ts'

/** All escalations: what starts them, how many tickets came, are under way, failed. */
const EscalationsPage = () => <ProcessesPage screen={escalationScreen} />
export default EscalationsPage
