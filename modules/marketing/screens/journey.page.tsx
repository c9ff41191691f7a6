import { ProcessPage } from '@lianke/ui/process'
import { journeyScreen } from './journey/journey-screen.ts'

/** One journey: the canvas, the chosen step beside it, figures on every step. */
const JourneyPage = () => <ProcessPage screen={journeyScreen} />
export default JourneyPage
