import java.util.zip.ZipFile

new ZipFile(new File(basedir, 'app/target/app-1.0-function.zip')).withCloseable { file ->
  assert file.getEntry('lib/words-1.0.jar') != null
}
String log = new File(basedir, 'build.log').text
assert log =~ /linking .*java.sql/
