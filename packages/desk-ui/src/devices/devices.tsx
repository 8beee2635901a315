import type { Ref } from 'react'
import type { ListedDevice } from '@cronista/desk/device-api'
import { DeskFailure } from '../api/desk-failure.ts'
import { useDevices } from '../api/desk-queries.ts'
import { useNow } from '../moments/use-now.ts'
import { useSpeech } from '../texts/speech.tsx'
import { Admission } from './admission.tsx'
import { OwnCard } from './own-card.tsx'

/** The newsroom's devices, this one's card, and the way to admit another. */
export function Devices({ ref }: { ref: Ref<HTMLHeadingElement> }) {
  const { texts } = useSpeech()
  const { data, error } = useDevices()
  return (
    <section className="sheet devices" aria-labelledby="devices-heading">
      <h2 id="devices-heading" ref={ref} tabIndex={-1}>
        {texts.devices.heading}
      </h2>
      <p className="lead">{texts.devices.explanation}</p>
      {data === undefined && (
        <p className="fine">
          {error instanceof DeskFailure ? texts.failures[error.code] : texts.devices.loading}
        </p>
      )}
      {data !== undefined && (
        <>
          <h3 className="group-heading">{texts.devices.list}</h3>
          <ul className="rows">
            {data.devices.map((device) => (
              <DeviceRow key={device.deviceId} device={device} />
            ))}
          </ul>
          <div className="device-columns">
            <OwnCard own={data.own} />
            <Admission />
          </div>
        </>
      )}
    </section>
  )
}

function DeviceRow({ device }: { device: ListedDevice }) {
  const { texts, moments } = useSpeech()
  const nowMillis = useNow(10_000)
  const { personName, own, member, lastHeardAtMillis } = device
  return (
    <li className="device">
      <span className="label">{personName ?? texts.devices.unknownPerson}</span>
      {own && <span>{texts.devices.own}</span>}
      <span>{member ? texts.devices.member : texts.devices.silent}</span>
      {!own && lastHeardAtMillis !== undefined && (
        <span>{texts.devices.heard(moments.ago(nowMillis, lastHeardAtMillis))}</span>
      )}
    </li>
  )
}
