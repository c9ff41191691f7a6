import { ProcessPage } from '@lianke/ui/process'
import { cadenceScreen } from './cadence-screen.ts'

/** One cadence: the canvas, the chosen step beside it, figures on every step. */
const CadencePage = () => <ProcessPage screen={cadenceScreen} />
export default CadencePage
