import { Empty } from 'antd'
import { useWords } from './words.ts'

export const Nothing = () => <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={useWords()('none')} />
