import { listPath, recordPath } from '@lianke/ui'
import { Navigate, useLocation } from '@tanstack/react-router'

/** `/segments/<id>` and `/journeys/<id>`: short addresses to write in a message. */
const ShortAddressPage = () => {
  const [noun = '', id] = useLocation().pathname.split('/').slice(1)
  const object = noun === 'segments' ? 'marketing.segment' : 'marketing.journey'
  return <Navigate to={id ? recordPath(object, id) : listPath(object)} replace />
}
export default ShortAddressPage
