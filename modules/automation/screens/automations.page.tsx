import { ProcessesPage } from '@lianke/ui/process'
import { automationScreen } from './automation-screen.ts'

/** All automations: on what, what starts them, how many ran, are under way, failed. */
const AutomationsPage = () => <ProcessesPage screen={automationScreen} />
export default AutomationsPage
