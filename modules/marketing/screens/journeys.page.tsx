import { ProcessesPage } from '@lianke/ui/process'
import { journeyScreen } from './journey/journey-screen.ts'

/** All journeys: what starts them, how many came, are on their way and reached the goal. */
const JourneysPage = () => <ProcessesPage screen={journeyScreen} />
export default JourneysPage
