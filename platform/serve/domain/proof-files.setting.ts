import { defineSetting, label } from '@lianke/kernel'
import { z } from 'zod'

/** A file's name and its text, parted by a space. The root is all companies': no name that means something to everybody (`robots.txt`). */
export const proofFilePattern = /^([A-Za-z0-9]{1,20}_verify_[\w-]{1,80}\.txt) (\S{1,500})$/

/** Small files at the root of our address by which a vendor sees that it is ours, a line each. */
export const proofFiles = defineSetting({
  name: 'platform.proof_files',
  section: label('域名', 'Domain'),
  label: label('域名校验文件', 'Files that prove the domain'),
  help: label(
    '第三方平台要求放在网站根目录的校验文件：每行一个，写文件名、空格、内容，如 XX_verify_abc.txt abc',
    'Files that others want at the root of the site to see that it is ours, one a line: its name, a space, its text, like XX_verify_abc.txt abc',
  ),
  schema: z.array(z.string().regex(proofFilePattern)).max(20),
  default: [],
})
