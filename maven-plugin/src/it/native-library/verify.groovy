String log = new File(basedir, 'build.log').text
assert new File(basedir, 'target/native-library-1.0-function.zip').exists()
assert log.contains('response: native library: ')
assert !log.contains('has native libraries, but none')
