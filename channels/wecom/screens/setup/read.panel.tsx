import '../wecom.css'
import { WecomSync } from '../sync.tsx'

/** Members and customers are read by one sync: how far it is stands at both steps. */
const ReadPanel = () => (
  <div>
    <WecomSync primary />
  </div>
)
export default ReadPanel
