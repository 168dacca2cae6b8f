/**
 * From a Maven project to what Lambda takes.
 *
 * <p>In reading order:
 *
 * <ul>
 *   <li>The goals, thin: {@link dev.snapstart.maven.PackageMojo}, {@link
 *       dev.snapstart.maven.ImageMojo}, {@link dev.snapstart.maven.DockerfileMojo} over a {@link
 *       dev.snapstart.maven.PackagingMojo}; {@link dev.snapstart.maven.RunMojo}, {@link
 *       dev.snapstart.maven.ClonesMojo} and {@link dev.snapstart.maven.AuditMojo} over an {@link
 *       dev.snapstart.maven.EmulatorMojo}; what all of them know of the project is {@link
 *       dev.snapstart.maven.FunctionMojo}.
 *   <li>Without Maven: a {@code FunctionProject} says what to package, {@code FunctionBuild} puts
 *       it together in a directory, a {@code StagedFunction}.
 *   <li>Its parts: {@code ClassPathJars}, a {@code Jdk} and the {@code JdkImage} linked from it
 *       ({@code ModuleNeeds} by jdeps), a {@code BootstrapScript}, a {@code StartupArchive} made by
 *       {@code Training}. {@code Fingerprint} tells whether a part is still that of its inputs;
 *       {@code NativeCode} whether it runs on the platform.
 *   <li>What becomes of it: {@code FunctionZip} with a {@code SizeReport}, {@code FunctionImage},
 *       {@code Dockerfile}.
 *   <li>{@code DeploymentTemplate} (read by {@code Yaml}, its values {@code TemplateValue}) refuses
 *       what Lambda would refuse, or would silently do otherwise.
 *   <li>{@code PackagingException} is any failure, in words for the user.
 * </ul>
 */
@NullMarked
package dev.snapstart.maven;

import org.jspecify.annotations.NullMarked;
