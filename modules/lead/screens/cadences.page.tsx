import { ProcessesPage } from '@lianke/ui/process'
import { cadenceScreen } from './cadence-screen.ts'

/** All cadences: what starts them, how many leads came, are under way, failed. */
const CadencesPage = () => <ProcessesPage screen={cadenceScreen} />
export default CadencesPage
