import { label } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui/phone'
import { Link } from '@tanstack/react-router'

const QuickVisit = () => {
  const text = useText()
  return (
    <Link to={'/visits/new' as '/'}>
      <Icon name="map-pin" size={22} />
      {text(label('拜访签到', 'Visit'))}
    </Link>
  )
}
export default QuickVisit
