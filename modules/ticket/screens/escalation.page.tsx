import { ProcessPage } from '@lianke/ui/process'
import { escalationScreen } from './escalation-screen.ts'

/** One escalation: the canvas, the chosen step beside it, figures on every step. */
const EscalationPage = () => <ProcessPage screen={escalationScreen} />
export default EscalationPage
