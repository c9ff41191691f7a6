import { label } from '@lianke/kernel'
import { Icon, useText } from '@lianke/ui/phone'
import { Link } from '@tanstack/react-router'

const NewPerson = () => {
  const text = useText()
  return (
    <Link to="/customers/new">
      <Icon name="users" size={22} />
      {text(label('新建客户', 'New customer'))}
    </Link>
  )
}
export default NewPerson
