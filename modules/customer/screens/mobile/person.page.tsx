import { label } from '@lianke/kernel'
import { ActBar, Failure, Screen, Skeleton, useRecord, useText, usePathPart } from '@lianke/ui/phone'
import { PersonBody } from './person-body.tsx'

/** One customer, with the acts within reach of the thumb. */
const PersonPage = () => {
  const text = useText()
  const id = usePathPart('id') ?? ''
  const { data, error, refetch } = useRecord('customer.person', id)
  return (
    <Screen
      title={text(label('客户', 'Customer'))}
      back="/customers"
      foot={data ? <ActBar object="customer.person" id={id} /> : null}
    >
      {data ? (
        <PersonBody row={data} />
      ) : error ? (
        <Failure error={error} retry={() => void refetch()} />
      ) : (
        <Skeleton rows={6} height={56} />
      )}
    </Screen>
  )
}
export default PersonPage
