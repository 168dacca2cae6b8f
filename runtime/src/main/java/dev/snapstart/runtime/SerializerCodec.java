package dev.snapstart.runtime;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A function's own {@code CustomPojoSerializer}, called as AWS's own client calls it: for every
 * event and result, with the type that the handler declares. What it throws is thrown on.
 */
record SerializerCodec(CustomPojoSerializer serializer) implements EventCodec {

  private static final byte[] NULL = "null".getBytes(StandardCharsets.US_ASCII);

  /**
   * The codec of the only provider.
   *
   * @throws IllegalArgumentException when there is another one
   */
  static SerializerCodec of(Iterator<CustomPojoSerializer> providers) {
    CustomPojoSerializer first = providers.next();
    if (providers.hasNext()) {
      throw new IllegalArgumentException(
          "TooManyServiceProvidersFound: META-INF/services names both "
              + first.getClass().getName()
              + " and "
              + providers.next().getClass().getName()
              + " as CustomPojoSerializer (expected one) [RUNTIME_SEVERAL_CODECS]");
    }
    return new SerializerCodec(first);
  }

  @Override
  public Decoder decoder(Type type) {
    return new TypeDecoder(serializer, type);
  }

  @Override
  public Encoder encoder(Type type) {
    return new TypeEncoder(serializer, type);
  }

  private record TypeDecoder(CustomPojoSerializer serializer, Type type) implements Decoder {

    @Override
    public @Nullable Object decode(byte[] event) {
      return serializer.fromJson(new ByteArrayInputStream(event), type);
    }
  }

  private record TypeEncoder(CustomPojoSerializer serializer, Type type) implements Encoder {

    @Override
    public void encode(@Nullable Object result, OutputStream out) throws IOException {
      if (type == void.class || type == Void.class) {
        out.write(NULL);
      } else {
        serializer.toJson(result, out, type);
      }
    }
  }
}
