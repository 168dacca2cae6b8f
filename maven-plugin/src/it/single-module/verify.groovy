import java.util.zip.ZipFile

String log = new File(basedir, 'build.log').text

File zip = new File(basedir, 'target/single-module-1.0-function.zip')
new ZipFile(zip).withCloseable { file ->
  List<String> names = file.stream().map { it.name }.toList()
  assert names == names.sort(false)
  assert names.containsAll(['bootstrap', 'function.jar', 'jdk/bin/java', 'jdk/lib/modules'])
  assert names.any { it.startsWith('lib/snapstart-runtime-') }
  assert names.any { it.startsWith('lib/aws-lambda-java-core-') }
  assert names.any { it == 'function.jsa' || it == 'function.aot' }
  assert file.stream().allMatch { it.lastModifiedTime.toInstant().toString() == '2026-01-02T03:04:04Z' }
}
assert log =~ /unzipped +[0-9.]+ MB  of 250.0 MB/
assert log.contains('snapstart-runtime')
assert log.contains('added, the project has none')

// the same twice
assert log.contains('trained before, with the same inputs')
assert Arrays.equals(zip.bytes, new File(basedir, 'target/again.zip').bytes)

assert new File(basedir, 'target/single-module-1.0-image.tar').length() > 1_000_000
assert new File(basedir, 'target/snapstart/Dockerfile').text.contains('CMD ["com.acme.Hello"]')

// run
assert log.contains('RESTORE_REPORT')
assert log.contains('response: {"name": "Ann"}')

// help
['snapstart:package', 'snapstart:image', 'snapstart:dockerfile', 'snapstart:run', 'snapstart:clones'].each {
  assert log.contains(it)
}
assert log.contains('User property: snapstart.modules')

assert log.contains('Hello: it has SnapStart (ApplyOn: PublishedVersions), and is a ZIP on an OS-only runtime')
