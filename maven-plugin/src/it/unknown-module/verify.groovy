String log = new File(basedir, 'build.log').text
assert log.contains('cannot link module "java.sqll" (<modules>, -Dsnapstart.modules)')
assert log.contains('expected one of [java.sql')
assert log.contains('[PACKAGE_MODULE_NOT_FOUND]')
assert !new File(basedir, 'target/unknown-module-1.0-function.zip').exists()
