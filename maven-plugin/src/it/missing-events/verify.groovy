String log = new File(basedir, 'build.log').text
assert log.contains('there are no sample events; expected JSON files in events')
assert log.contains('-Dsnapstart.archive=none [PACKAGE_NO_EVENTS]')
assert !new File(basedir, 'target/missing-events-1.0-function.zip').exists()
