String log = new File(basedir, 'build.log').text
assert log.contains('jre has no bin/jlink; expected the home of a whole JDK')
assert log.contains('[PACKAGE_NOT_A_JDK]')
assert !new File(basedir, 'target/jdk-without-jlink-1.0-function.zip').exists()
