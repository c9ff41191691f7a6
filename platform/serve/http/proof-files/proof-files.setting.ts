import { defineSetting, label } from '@lianke/kernel'
import { z } from 'zod'

/** A file's name and its text, parted by a space. */
export const proofFilePattern = /^([A-Za-z0-9][\w.-]{0,99}\.txt) (\S{1,500})$/

/** Small files at the root of our address by which a vendor sees that it is ours, such as `WW_verify_….txt` of WeCom. */
export const proofFiles = defineSetting({
  name: 'platform.proof_files',
  section: label('域名', 'Domain'),
  label: label('域名校验文件', 'Files that prove the domain'),
  help: label(
    '企业微信、微信等要求放在网站根目录的文件：每行一个，文件名、空格、内容，如 WW_verify_abc.txt abc',
    'Files that WeCom, WeChat and others want at the root of the site: one a line, its name, a space, its text: WW_verify_abc.txt abc',
  ),
  schema: z.array(z.string().regex(proofFilePattern)).max(20),
  default: [],
})
