package dev.snapstart.samples.kotlin

import com.amazonaws.services.lambda.runtime.Context
import com.amazonaws.services.lambda.runtime.RequestHandler
import dev.snapstart.hooks.Priming
import java.time.Instant
import java.util.SplittableRandom
import java.util.UUID

/** The same as one writes it who does not think of snapshots. */
class BrokenOrders : RequestHandler<Map<String, String>, Receipt> {

  private val series = Series(UUID.randomUUID().toString()) // HIT SNAP_UNIQUE_VALUE
  private val draw = SplittableRandom() // HIT SNAP_RNG_STATE
  private val openSince by lazy { Instant.now() } // BROKEN: the sample order asks for it first

  init {
    Priming.handler("a sample order", this, mapOf("customer" to "nobody"))
  }

  override fun handleRequest(event: Map<String, String>, context: Context): Receipt {
    val order = Order(event.getValue("customer"))
    return Receipt(series.next(), draw.nextInt(1_000_000_000), openSince.toString(), order.customer)
  }
}
