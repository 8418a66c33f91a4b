// Prints the rows of a Parquet file as JSON lines.
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

const file = await asyncBufferFromFile(process.argv[2])
for (const row of await parquetReadObjects({ file, compressors })) console.log(JSON.stringify(row))
