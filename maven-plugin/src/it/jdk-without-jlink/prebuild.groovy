File bin = new File(basedir, 'jre/bin')
bin.mkdirs()
['java', 'jdeps'].each {
  File program = new File(bin, it)
  program.text = ''
  program.setExecutable(true)
}
return true
