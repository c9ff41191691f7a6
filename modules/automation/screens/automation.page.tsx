import { ProcessPage } from '@lianke/ui/process'
import { automationScreen } from './automation-screen.ts'

/** One automation: the canvas, the chosen step beside it, figures on every step. */
const AutomationPage = () => <ProcessPage screen={automationScreen} />
export default AutomationPage
